import { registerUpsert } from '../ringostat-upsert/editor';

registerUpsert('hubspot');
