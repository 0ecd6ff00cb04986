/** Made by `node scripts/languages.mjs --write` of the files beside it, one a language. */
import type { Language } from '../model/plan';
import en from './en.json';
import uk from './uk.json';
import ru from './ru.json';

type Catalogue = Readonly<Record<keyof typeof en, string>>;

/** Typed so that a key missing in one language does not compile. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { en, uk, ru };
