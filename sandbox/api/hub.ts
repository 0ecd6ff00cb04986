/** Server-sent events: what changes on this side is told to every open page at once. */
import type { ServerResponse } from 'node:http';

export interface Hub {
  add(response: ServerResponse): void;
  tell(name: string, data: unknown): void;
  readonly listeners: number;
  close(): void;
}

export function createHub(): Hub {
  const open = new Set<ServerResponse>();
  return {
    add(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': open\n\n');
      open.add(response);
      response.on('close', () => open.delete(response));
    },
    tell(name, data) {
      const text = `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
      for (const response of open) response.write(text);
    },
    get listeners() {
      return open.size;
    },
    close: () => open.forEach((response) => response.end()),
  };
}
