/** test/contract/evidence.md: the rows of all vendors for people to read. `npm run evidence` writes it. */
import { join } from 'node:path';
import { CRM_NAMES } from '../../../core/model/crm-names';
import { markdownTable } from '../../docs/parts';
import { readEvidence, VENDORS, type EvidenceRow } from './rows';

export const EVIDENCE_PAGE = join(__dirname, '..', 'evidence.md');

const HEAD = `# Evidence

What the code relies on that no vendor's description holds. Code and fakes share their authors, so they can agree on a fiction: each row
says who outside saw the behaviour and which test holds it. Where only a live account can settle it, the step of the page of the first
day does. Made by \`npm run evidence\` of \`test/contract/evidence/*.json\`.

`;

function settledBy(vendor: string, { settles }: EvidenceRow): string {
  return settles === null ? '' : `docs/first-day/${vendor}.md, step ${settles}`;
}

/** Returns the whole page. */
export function evidencePage(): string {
  const parts = VENDORS.map((vendor) => {
    const rows = readEvidence(vendor).map((row) => [
      row.behaviour,
      row.evidence,
      settledBy(vendor, row),
      row.test,
    ]);
    const table = markdownTable(['behaviour', 'evidence', 'what settles it', 'test'], rows);
    return `## ${CRM_NAMES[vendor]}\n\n<!-- prettier-ignore-start -->\n${table}\n<!-- prettier-ignore-end -->\n`;
  });
  return HEAD + parts.join('\n');
}
