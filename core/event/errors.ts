import { WordedError } from '../text/worded-error';

/** The payload cannot become an event. The message says what to do and is safe to send back to the sender. */
export class EventError extends WordedError {
  override name = 'EventError';
}
