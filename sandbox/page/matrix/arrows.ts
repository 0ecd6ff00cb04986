/** Arrow keys go from cell to cell, as in a sheet; a list keeps its own up and down. */
export function moveByArrows(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || !target.matches('input[type="checkbox"], select')) return;
  if (target.closest('.more')) return;
  const cell = target.closest('td');
  const line = cell?.parentElement;
  if (!cell || !line) return;
  const column = [...line.children].indexOf(cell);
  const next =
    key === 'ArrowLeft'
      ? cell.previousElementSibling
      : key === 'ArrowRight'
        ? cell.nextElementSibling
        : target.matches('select')
          ? null
          : key === 'ArrowUp'
            ? line.previousElementSibling?.children[column]
            : key === 'ArrowDown'
              ? line.nextElementSibling?.children[column]
              : null;
  const field = next?.querySelector<HTMLElement>('input, select');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
