import { multipart } from '../../../core/http/multipart';

test('a form with a file is read back by a platform parser; a hostile name stays a name', async () => {
  const bytes = new Uint8Array([0, 13, 10, 45, 45, 255]);
  const { bytes: body, contentType } = multipart([
    { field: 'file', fileName: 'a".wav\r\nx: y', contentType: 'audio/wav', bytes },
  ]);
  const form = await new Response(Buffer.from(body), { headers: { 'content-type': contentType } }).formData();
  const file = form.get('file') as File;
  expect([file.name, file.type]).toEqual(['a_.wav__x: y', 'audio/wav']);
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
  expect(form.getAll('file')).toHaveLength(1);
});
