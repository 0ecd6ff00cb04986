/** A fake's address is one account for a host that goes on running: it is never another fake's as well. */
import { startServer } from '../../sandbox/common/server';

it('gives no address twice: three thousand fakes, one after the other', async () => {
  const seen = new Set<string>();
  for (let n = 0; n < 3000; n++) {
    const fake = await startServer(() => ({ status: 200 }));
    seen.add(fake.url);
    await fake.close();
  }
  expect(seen.size).toBe(3000);
}, 60_000);

it('listens where it is told to, also again', async () => {
  const first = await startServer(() => ({ status: 200 }));
  const port = Number(new URL(first.url).port);
  await first.close();
  const again = await startServer(() => ({ status: 200 }), { port });
  expect(again.url).toBe(first.url);
  await again.close();
});
