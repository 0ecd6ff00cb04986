/** Questions of the dialogs to the runtime's `/ringostat/…` endpoints. */
export type Translate = (key: string, params?: Record<string, string>) => string;

/** JSON of the answer; rejects with the runtime's sentence (or a general one when the runtime cannot be reached). */
export async function ask<T>(path: string, body?: object): Promise<T> {
  const request =
    body === undefined
      ? $.ajax({ url: path, dataType: 'json' })
      : $.ajax({ url: path, method: 'POST', contentType: 'application/json', data: JSON.stringify(body) });
  const refused = (answer: JQuery.jqXHR): Error => {
    const told = answer.responseJSON as { error?: string } | undefined;
    return new Error(told?.error ?? String(answer.status));
  };
  return new Promise((resolve, reject) => {
    request.then(
      (answer: unknown) => resolve(answer as T),
      (answer: JQuery.jqXHR) => reject(refused(answer)),
    );
  });
}

/** Is this the id of a config node that is deployed? Only those can be asked. */
export function chosen(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && id !== '_ADD_';
}

/** A line under a field: what went wrong or what was found. */
export function tell(place: JQuery, text: string, level: 'ok' | 'problem' | 'hint' = 'hint'): void {
  place.empty().append($('<div>').addClass(`ringostat-note ringostat-${level}`).text(text));
}
