/** The phone: who calls whom and how it goes, and what befalls webhooks and CRM on the way. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FAMILIES, STORIES, TROUBLES, type CallOrder, type Refusal, type Setup } from '../../api/types';
import { Panel, Select, TextField, Tick } from '../shared/fields';
import { useSpeech } from '../shared/language';
import { ask } from './live';
import { Paste } from './paste';
import { TargetField } from './target';

const FIRST: CallOrder = {
  story: 'talked',
  number: '067 111 22 33',
  line: '380441234567',
  employee: '',
  source: 'google',
  campaign: 'brand',
  family: 'P3',
  pace: 'fast',
  copies: false,
  loses: false,
  reordered: false,
};

export function Phone({ setup }: { setup: Setup | null }): JSX.Element {
  const { t } = useSpeech();
  const [order, setOrder] = useState(FIRST);
  const [employee, setEmployee] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const employees = setup?.employees ?? [];
  const talker = employee ?? employees[0]?.email ?? '';
  const change = (part: Partial<CallOrder>): void => setOrder({ ...order, ...part });
  const faultAt = (field: Refusal['field']): string | null =>
    refusal?.field === field ? t(`refusal.${refusal.code}`) : null;
  const call = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await ask('call', { ...order, employee: talker });
    setRefusal('refusal' in answer ? answer.refusal : null);
  };
  return (
    <Panel title={t('phone')}>
      <form class="form" onSubmit={(event) => void call(event)}>
        <Select
          label={t('story')}
          value={order.story}
          options={STORIES.map((value) => ({ value, label: t(`story.${value}`) }))}
          onChoose={(story) => change({ story })}
        />
        <TextField
          label={t('number')}
          value={order.number}
          fault={faultAt('number')}
          onType={(number) => change({ number })}
        />
        <TextField
          label={t('line')}
          value={order.line}
          fault={faultAt('line')}
          onType={(line) => change({ line })}
        />
        <Select
          label={t('employee')}
          value={talker}
          options={[
            ...employees.map(({ email, name, mapped }) => ({
              value: email,
              label: mapped ? name : t('unmapped', { name }),
            })),
            { value: '', label: t('who.untold') },
          ]}
          onChoose={setEmployee}
        />
        <TextField label="utm_source" value={order.source} onType={(source) => change({ source })} />
        <TextField label="utm_campaign" value={order.campaign} onType={(campaign) => change({ campaign })} />
        <Select
          label={t('family')}
          value={order.family}
          options={FAMILIES.map((value) => ({ value, label: t(`family.${value}`) }))}
          onChoose={(family) => change({ family })}
        />
        <Select
          label={t('pace')}
          value={order.pace}
          options={(['fast', 'real'] as const).map((value) => ({ value, label: t(`pace.${value}`) }))}
          onChoose={(pace) => change({ pace })}
        />
        <Select
          label={t('trouble')}
          value={setup?.trouble ?? 'none'}
          options={TROUBLES.map((value) => ({ value, label: t(`trouble.${value}`) }))}
          onChoose={(trouble) => void ask('trouble', { trouble })}
        />
        <div class="ticks">
          <Tick label={t('copies')} checked={order.copies} onTick={(copies) => change({ copies })} />
          <Tick label={t('loses')} checked={order.loses} onTick={(loses) => change({ loses })} />
          <Tick
            label={t('reordered')}
            checked={order.reordered}
            onTick={(reordered) => change({ reordered })}
          />
        </div>
        <p class="buttons">
          <button type="submit" class="main">
            {t('call')}
          </button>
        </p>
        {(faultAt('target') ?? faultAt('order')) !== null && (
          <p class="fault" role="alert">
            {faultAt('target') ?? faultAt('order')}
          </p>
        )}
      </form>
      <TargetField setup={setup} />
      <Paste />
    </Panel>
  );
}
