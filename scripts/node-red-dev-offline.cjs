/**
 * Preloaded into node-red-dev so that its rules run without a network: the catalogue of published nodes is empty, and
 * what it asks the registry about node-red (its newest version and the Node it needs) is answered from here.
 */
'use strict';
const Module = require('node:module');

const NODE_RED = { latest: '5.0.7', node: '>=22.9' };
const original = Module._load;

/** Answers axios.get and pacote-like look-ups by what their address or name holds. */
function answer(address) {
  if (String(address).includes('catalogue')) return { modules: [] };
  return {
    name: 'node-red',
    version: NODE_RED.latest,
    'dist-tags': { latest: NODE_RED.latest },
    versions: { [NODE_RED.latest]: { version: NODE_RED.latest, engines: { node: NODE_RED.node } } },
    engines: { node: NODE_RED.node },
  };
}

Module._load = function load(request, ...rest) {
  const loaded = original.call(this, request, ...rest);
  if (request === 'axios') {
    const get = async (address) => ({ status: 200, data: answer(address) });
    return new Proxy(loaded, { get: (target, name) => (name === 'get' ? get : target[name]) });
  }
  return loaded;
};
