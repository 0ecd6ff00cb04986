/** What would happen with the table in a chosen situation, beside what the preset would do. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { lacks } from '../../../core/matrix/lint-rules';
import { presets } from '../../../core/matrix/presets';
import { WordedError } from '../../../core/text/worded-error';
import { toText } from '../../../core/text/said';
import { Panel, Select, TextField, Tick } from '../shared/fields';
import { useSpeech } from '../shared/language';
import { NAMES, OWNERS, TALKERS, type Owner } from './people';
import { PlanView } from './plan-view';
import { cardOf, hasTalker, HELD, MOMENTS, planOf, type Held, type Situation } from './situation';
import type { MatrixState } from './state';

const FIRST: Situation = {
  moment: 'missed',
  number: '067 765 43 21',
  talker: 'olena',
  records: {},
  distribute: false,
};
type Found = Awaited<ReturnType<typeof cardOf>>;
const NONE = 'none';

function SituationFields(props: {
  situation: Situation;
  held: readonly Held[];
  onChange: (change: Partial<Situation>) => void;
}): JSX.Element {
  const { situation, held, onChange } = props;
  const { t } = useSpeech();
  const nameOf = (who: string): string =>
    who in NAMES ? NAMES[who as keyof typeof NAMES] : t(`who.${who}` as never);
  return (
    <div class="form">
      <Select
        label={t('event')}
        value={situation.moment}
        options={MOMENTS.map((value) => ({ value, label: t(`moment.${value}`) }))}
        onChoose={(moment) => onChange({ moment })}
      />
      <TextField label={t('number')} value={situation.number} onType={(number) => onChange({ number })} />
      <Select
        label={t('employee')}
        value={situation.talker}
        disabled={!hasTalker(situation.moment)}
        options={TALKERS.map((value) => ({
          value,
          label: value === 'petro' ? t('unmapped', { name: NAMES.petro }) : nameOf(value),
        }))}
        onChoose={(talker) => onChange({ talker })}
      />
      {held.map((one) => (
        <Select<Owner | typeof NONE>
          key={one}
          label={t(`held.${one}`)}
          value={situation.records[one] ?? NONE}
          options={[
            { value: NONE, label: t('held.none') },
            ...OWNERS.map((value) => ({ value, label: t('ownedBy', { name: nameOf(value) }) })),
          ]}
          onChoose={(owner) =>
            onChange({ records: { ...situation.records, [one]: owner === NONE ? undefined : owner } })
          }
        />
      ))}
      <Tick
        label={t('distribute')}
        checked={situation.distribute}
        onTick={(distribute) => onChange({ distribute })}
      />
    </div>
  );
}

export function Simulator(props: { matrix: MatrixState; onRow: (row: string | null) => void }): JSX.Element {
  const { matrix, onRow } = props;
  const { t, language } = useSpeech();
  const [situation, setSituation] = useState(FIRST);
  const [found, setFound] = useState<Found | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const { crm } = presets[matrix.preset];
  const held = HELD.filter((one) => !lacks(crm, one === 'closedDeal' ? 'deal' : one));
  useEffect(() => {
    let late = false;
    const chosen = Object.fromEntries(held.map((one) => [one, situation.records[one]]));
    cardOf({ ...situation, records: chosen }, language).then(
      (card) => {
        if (late) return;
        setFound(card);
        setFault(null);
      },
      (error: unknown) => {
        if (late) return;
        setFound(null);
        setFault(error instanceof WordedError ? toText(error.words, language) : String(error));
      },
    );
    return () => {
      late = true;
    };
  }, [situation, language, crm]);
  const plan = found && planOf(found, matrix, language, situation.distribute);
  const before =
    found && planOf(found, { table: matrix.base, preset: matrix.preset }, language, situation.distribute);
  useEffect(() => onRow(plan?.row ?? null), [plan?.row]);
  return (
    <Panel title={t('simulator')} class="simulator">
      <p class="dim">{t('simulatorIs')}</p>
      <SituationFields
        situation={situation}
        held={held}
        onChange={(change) => setSituation({ ...situation, ...change })}
      />
      {fault !== null && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      {plan && before && <PlanView plan={plan} before={before} found={found} />}
    </Panel>
  );
}
