/** What every page has around it: name, language, look. */
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import languages from '../../../core/model/languages.json';
import type { Language } from '../../../core/model/plan';
import { LANGUAGES } from '../../../core/text/text';
import { Select } from './fields';
import { chooseLanguage, firstLanguage, SpeechContext, speechOf, type PageText } from './language';
import { chooseLook, firstLook, LOOKS } from './look';

export function Frame({
  title,
  head,
  children,
}: {
  title: PageText;
  head?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [look, setLook] = useState(firstLook);
  const speech = speechOf(language);
  const { t } = speech;
  useLayoutEffect(() => {
    chooseLanguage(language);
    chooseLook(look);
    document.title = t(title);
  }, [language, look]);
  return (
    <SpeechContext.Provider value={speech}>
      <header class="bar">
        <h1>{t(title)}</h1>
        {head}
        <div class="settings">
          <Select
            label={t('language')}
            value={language}
            options={LANGUAGES.map((id) => ({ value: id, label: languages[id].name }))}
            onChoose={setLanguage}
          />
          <Select
            label={t('look')}
            value={look}
            options={LOOKS.map((id) => ({ value: id, label: t(`look.${id}`) }))}
            onChoose={setLook}
          />
        </div>
      </header>
      <main>{children}</main>
    </SpeechContext.Provider>
  );
}
