import { internationalPhone, searchablePhone } from './searchable-phone';
import type { FakeHubSpotOptions, FakePipeline, Properties, Stored } from './types';

/** What the values hang on beside the record. */
interface Account {
  options: Pick<FakeHubSpotOptions, 'phoneCountry'>;
  pipelines(type: 'deals' | 'leads'): FakePipeline[];
}
const iso = (ms: number): string => new Date(ms).toISOString();

function contactValues(portal: Account, record: Stored): Record<string, string | null> {
  const country = portal.options.phoneCountry;
  const { phone, mobilephone } = record.properties;
  return {
    createdate: iso(record.createdAt),
    // hs_lastmodifieddate exists on contacts but stays empty.
    lastmodifieddate: iso(record.updatedAt),
    hs_searchable_calculated_phone_number: searchablePhone(phone, country),
    hs_searchable_calculated_mobile_number: searchablePhone(mobilephone, country),
    hs_searchable_calculated_international_phone_number: internationalPhone(phone, country),
    hs_searchable_calculated_international_mobile_number: internationalPhone(mobilephone, country),
  };
}

function dealValues(portal: Account, record: Stored): Record<string, string | null> {
  const stages = portal.pipelines('deals').flatMap((pipeline) => pipeline.stages);
  const stage = stages.find(({ id }) => id === record.properties.dealstage);
  const closed = stage?.metadata.isClosed === 'true';
  return {
    createdate: record.properties.createdate ?? iso(record.createdAt),
    hs_lastmodifieddate: iso(record.updatedAt),
    hs_is_closed: String(closed),
    hs_is_closed_won: String(closed && stage?.metadata.probability === '1.0'),
  };
}

function leadValues(portal: Account, record: Stored): Record<string, string | null> {
  const stages = portal.pipelines('leads').flatMap((pipeline) => pipeline.stages);
  const stage = stages.find(({ id }) => id === record.properties.hs_pipeline_stage);
  return {
    hs_createdate: iso(record.createdAt),
    hs_lastmodifieddate: iso(record.updatedAt),
    hs_lead_is_open: String(stage?.metadata.isClosed !== 'true'),
  };
}

/** The values HubSpot computes for a record; the empty ones are absent. */
export function calculated(portal: Account, record: Stored): Properties {
  const times = { hs_createdate: iso(record.createdAt), hs_lastmodifieddate: iso(record.updatedAt) };
  const own =
    record.type === 'contacts'
      ? contactValues(portal, record)
      : record.type === 'deals'
        ? dealValues(portal, record)
        : record.type === 'leads'
          ? leadValues(portal, record)
          : record.type === 'companies'
            ? { createdate: iso(record.createdAt), hs_lastmodifieddate: iso(record.updatedAt) }
            : times;
  const filled = Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== null);
  return { ...Object.fromEntries(filled), hs_object_id: record.id };
}
