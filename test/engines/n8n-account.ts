/** Shared with the demonstration, which keeps accounts in a real n8n the same way. */
export * from '../../sandbox/hosts/n8n-account';
