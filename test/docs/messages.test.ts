/** Troubleshooting by message, in three languages: made of the texts themselves. UPDATE_DOCS=1 writes them. */
import { catalogues } from '../../core/text/catalogues';
import { GROUPS, messages, messagesIn } from './messages';
import { expectPart } from './parts';

const PAGES = { en: 'troubleshooting.md', uk: 'uk/troubleshooting.md', ru: 'ru/troubleshooting.md' } as const;

test.each(['en', 'uk', 'ru'] as const)('the page of messages (%s) is made of core/text', (language) => {
  expectPart(PAGES[language], 'messages', messagesIn(language));
});

test('every system has messages, and every piece of advice that is worded stands on the page', () => {
  for (const { of } of GROUPS) expect(messages.filter((code) => of.test(code)).length).toBeGreaterThan(2);
  const page = messagesIn('en');
  const bare = (text: string): string => text.replace(/\{[^{}]*\}/g, '…').replace(/[*_<>[\]]/g, '\\$&');
  const lost = Object.entries(catalogues.en).filter(
    ([code, text]) =>
      /\.advice$/.test(code) &&
      GROUPS.some(({ of }) => of.test(code)) &&
      !page.replaceAll('\\|', '|').includes(bare(text)),
  );
  expect(lost.map(([code]) => code)).toEqual([]);
});
