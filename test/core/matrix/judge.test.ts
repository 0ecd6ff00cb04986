/** which analysed calls went badly. */
import { DEFAULT_ANALYSIS, readAnalysisOptions } from '../../../core/matrix/default-options';
import { badnessOf } from '../../../core/matrix/judge';
import type { CallAnalysis } from '../../../core/model/event';
import { costOf } from '../../cost';
import { MOMENTS } from './world';

const of = (change: Partial<CallAnalysis>): { analysis: CallAnalysis } => ({
  analysis: { ...MOMENTS['analysed']!.analysis!, ...change },
});
const isBad = (mood: string, badMoods = DEFAULT_ANALYSIS.badMoods): boolean =>
  badnessOf(of({ mood, clientMood: null }), 'en', { ...DEFAULT_ANALYSIS, badMoods }).length > 0;

it.each([
  'Negative',
  'very negative',
  'angry!',
  'Негативний',
  'клієнт роздратований',
  'Поганий',
  'Негативное',
  'плохое',
  'клиент недоволен',
])('%s is bad', (mood) => expect(isBad(mood)).toBe(true));
it.each([
  'positive',
  'neutral',
  'not negative',
  'не поганий',
  'без негатива',
  'злагоджений',
  'badminton',
  '',
])('%s is not', (mood) => expect(isBad(mood)).toBe(false));
it('the words are a setting; an empty list counts no mood', () => {
  expect([isBad('sad', 'sad\ngloomy'), isBad('gloomy', 'sad; gloom*'), isBad('angry', '')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(isBad('anything', '*')).toBe(false);
});
it('a score below the limit, in the scale of the analysis; without a limit none', () => {
  const low = (score: number | null, scoreLimit: number): number =>
    badnessOf(of({ score, scoreAsSent: String(score), clientMood: null }), 'en', {
      ...DEFAULT_ANALYSIS,
      scoreLimit,
    }).length;
  expect([low(4, 5), low(5, 5), low(0, 0), low(null, 5), low(45, 50)]).toEqual([1, 0, 0, 0, 1]);
});
it('every reason is told, in the language', () => {
  const bad = of({ clientMood: 'злий', employeeMood: 'rude', score: 2, scoreAsSent: '2/10' });
  expect(badnessOf(bad, 'uk', { ...DEFAULT_ANALYSIS, scoreLimit: 5 })).toEqual([
    'настрій клієнта: злий',
    'настрій співробітника: rude',
    'оцінка 2/10, нижча за межу 5',
  ]);
  expect(badnessOf({}, 'en')).toEqual([]);
});
it('whatever the nodes hold gives usable options', () => {
  expect(readAnalysisOptions({})).toEqual(DEFAULT_ANALYSIS);
  expect(readAnalysisOptions({ badMoods: '', scoreLimit: '4.5', maxActionTasks: '2' })).toEqual({
    badMoods: '',
    scoreLimit: 4.5,
    maxActionTasks: 2,
  });
  expect(readAnalysisOptions({ scoreLimit: 'x', maxActionTasks: -1 })).toEqual(DEFAULT_ANALYSIS);
  expect(readAnalysisOptions({ maxActionTasks: 99.9 }).maxActionTasks).toBe(30);
});
it('a long mood and a long list cost little', () => {
  const text = 'negatively '.repeat(1500);
  expect(costOf(() => void isBad(text, 'a*,'.repeat(5000)), { enough: 50 })).toBeLessThan(50);
});
