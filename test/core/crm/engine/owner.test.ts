import { toText } from '../../../../core/text/said';
import { nextOwner } from '../../../../core/crm/engine/owner';

function refused(senior: string | null | undefined) {
  const { ownerId, note } = nextOwner({ system: 'Demo', ownerId: '1', senior });
  return { ownerId, note: toText(note) };
}

test('the senior gets the record of an owner who is refused', () => {
  expect(refused('2')).toEqual({
    ownerId: '2',
    note: 'Demo refused the owner 1 (not active), so the senior 2 got it: correct the team table.',
  });
});
test.each([null, undefined, '', '1'])('without another senior (%p) nobody has it', (senior) => {
  expect(refused(senior)).toEqual({
    ownerId: null,
    note: 'Demo refused the owner 1 (not active), so there is no owner: correct the team table.',
  });
});
