/** `npm run evidence`: writes test/contract/evidence.md. */
import { writeFileSync } from 'node:fs';
import { EVIDENCE_PAGE, evidencePage } from '../test/contract/evidence/page';

writeFileSync(EVIDENCE_PAGE, evidencePage());
