// `npm run build`: both packages.
import './build-n8n.mjs';
import { step } from './run.mjs';

step('@ringostat-nodes/node-red-ringostat', process.execPath, ['scripts/build-node-red.mjs']);
