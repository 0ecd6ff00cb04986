import { upsertNode } from '../ringostat-upsert/node';

export default upsertNode('nethunt');
