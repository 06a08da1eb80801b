'use client'

import './globals.css'
import { useEffect, useState } from 'react'
import { BlankSheet } from '@/components/shell/blank-sheet'
import { Failure } from '@/components/shell/failure'
import { buttonClass } from '@/components/ui/button-class'

// The words stand here because this page takes the place of everything that would bring them.
const words = {
  nl: {
    title: 'Vinkje kon deze pagina niet tonen',
    happened: 'Er ging bij ons iets mis, en het staat in het logboek.',
    kept: 'Er is daardoor niets veranderd of verstuurd.',
    retry: 'Laad opnieuw',
  },
  en: {
    title: 'Vinkje could not show this page',
    happened: 'Something went wrong on our side, and it has been written in the log.',
    kept: 'Nothing was changed or sent by it.',
    retry: 'Reload',
  },
}

/** The last net: the layout itself failed. */
export default function GlobalError() {
  const [language, setLanguage] = useState<'nl' | 'en'>('nl')
  useEffect(() => {
    const chosen = document.cookie.match(/(?:^|; )locale=(nl|en)/)?.[1] ?? navigator.language.slice(0, 2)
    if (chosen === 'en') setLanguage('en')
  }, [])
  const t = words[language]
  return (
    <html lang={language} className="system">
      <body>
        <BlankSheet>
          <Failure
            title={t.title}
            actions={
              <button
                type="button"
                className={buttonClass('primary')}
                onClick={() => window.location.reload()}
              >
                {t.retry}
              </button>
            }
          >
            <p>{t.happened}</p>
            <p>{t.kept}</p>
          </Failure>
        </BlankSheet>
      </body>
    </html>
  )
}
