import { reasonsFrom } from '../attribution/reasons';
import texts from './texts.json';

/** Takes language, code of texts.json and values; returns the reason with its sentence. */
export const because = reasonsFrom(texts);
