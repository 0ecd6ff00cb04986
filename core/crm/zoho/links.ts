/** Links to records in Zoho's pages: they need nothing but the data centre. */
import { centreOfApi } from './data-centres';
import type { Module } from './modules';

export type Links = (module: Module, id: string) => string | null;

/** Takes the API base URL; returns what makes links, null for a host that is not Zoho's. */
export function linksOf(baseUrl: string): Links {
  const pages = centreOfApi(baseUrl)?.pages;
  return (module, id) => (pages ? `https://${pages}/crm/tab/${module}/${encodeURIComponent(id)}` : null);
}
