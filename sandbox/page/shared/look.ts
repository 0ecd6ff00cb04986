/** Light, dark, or as the system is. */
import { keep, kept } from './kept';

export const LOOKS = ['system', 'light', 'dark'] as const;
export type Look = (typeof LOOKS)[number];
const KEY = 'ringostat-page-look';

export const firstLook = (): Look => LOOKS.find((look) => look === kept(KEY)) ?? 'system';
export function chooseLook(look: Look): void {
  keep(KEY, look);
  document.documentElement.dataset['look'] = look;
}
