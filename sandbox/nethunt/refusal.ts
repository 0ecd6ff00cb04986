/** NetHunt refuses in plain text (docs/reference/nethunt.md#addresses-and-keys, docs/reference/nethunt.md#limits-and-refusals). */
import type { SandboxAnswer } from '../common/types';

export class Refusal extends Error {
  constructor(
    readonly status: number,
    text: string,
  ) {
    super(text);
  }
  answer(): SandboxAnswer {
    return { status: this.status, body: this.message };
  }
}
export const badKey = (): Refusal =>
  new Refusal(401, 'Your email address or API key does not appear to be valid');
export const bad = (text: string): Refusal => new Refusal(400, text);
export const denied = (folder: string): Refusal =>
  new Refusal(403, `You do not have permission to access folder "${folder}"`);
export const noFolder = (): Refusal => new Refusal(404, 'Folder not found');
export const noRecord = (): Refusal => new Refusal(404, 'Record not found');
