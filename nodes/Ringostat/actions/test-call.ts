import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
  clock,
  placeRefusal,
  readProject,
  SetUpError,
  testEvent,
  TRIGGER_DEFAULTS,
  type ItemResult,
  type TestStory,
} from '../../shared/product';

/** Gives the item that the trigger would have given for such a call, marked as a test. Throws EventError. */
export async function sendTestCall(
  context: IExecuteFunctions,
  itemIndex: number,
  json: IDataObject,
): Promise<ItemResult> {
  const text = (name: string): string => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
  const timeZone = text('timeZone');
  const defaultCountry = text('defaultCountry').toUpperCase();
  const unplaced = placeRefusal({ timeZone, defaultCountry });
  if (unplaced !== null) throw new SetUpError(unplaced, 'Open this node.');
  const { projectId } = await readProject(context);
  const call = {
    story: text('story') as TestStory,
    number: text('testNumber'),
    employee: text('testEmployee'),
    write: context.getNodeParameter('writeTest', itemIndex) === true,
  };
  const place = { timeZone, defaultCountry, projectId, maskNumbers: TRIGGER_DEFAULTS.maskNumbers };
  return { json: { ...json, event: testEvent(call, place, clock.now()) } };
}
