// Settings of Node-RED by environment. Without its secrets it does not start: an open editor runs any code on the server.
const demanded = ['NODE_RED_CREDENTIAL_SECRET', 'ADMIN_PASSWORD_HASH'];
const missing = demanded.filter((name) => !process.env[name]);
if (missing.length > 0) throw new Error(`Not started, these are missing: ${missing.join(', ')}.`);
if (!process.env.ADMIN_PASSWORD_HASH.startsWith('$2'))
  throw new Error('Not started: ADMIN_PASSWORD_HASH is no hash. Make one with: node-red admin hash-pw');

module.exports = {
  uiPort: Number(process.env.PORT ?? 1880),
  uiHost: process.env.NODE_RED_HOST ?? '0.0.0.0',
  flowFile: 'flows.json',
  // Credentials of the flows are encrypted by it: lost, they are to be entered again.
  credentialSecret: process.env.NODE_RED_CREDENTIAL_SECRET,
  adminAuth: {
    type: 'credentials',
    users: [{ username: 'admin', password: process.env.ADMIN_PASSWORD_HASH, permissions: '*' }],
  },
  telemetry: { enabled: false },
  editorTheme: { tours: false },
};
