// Health check of every n8n process: ends with 0 when it is ready, database and Redis included. A worker has a port for this only.
const port = process.env.QUEUE_HEALTH_CHECK_PORT ?? process.env.N8N_PORT ?? 5678;
const ready = await fetch(`http://127.0.0.1:${port}/healthz/readiness`).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(ready ? 0 : 1);
