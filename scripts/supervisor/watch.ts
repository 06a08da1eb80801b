import { watch } from 'node:fs'
import path from 'node:path'
import { root } from '../run'
import type { Output } from './output'
import type { Stack } from './stack'

const watched = {
  worker: ['core', 'db', 'worker'],
  simulator: ['simulator'],
} as const

/** For development: Next reloads what it serves by itself; worker and simulator start anew when their source changes. */
export function watchSources(stack: Stack, output: Output): void {
  for (const [role, folders] of Object.entries(watched) as [keyof typeof watched, readonly string[]][]) {
    let timer: NodeJS.Timeout | undefined
    for (const folder of folders) {
      watch(path.join(root, folder), { recursive: true }, (_event, file) => {
        if (!file || !/\.(ts|tsx|sql|json|css|html)$/.test(file) || /\.test\.tsx?$/.test(file)) return
        clearTimeout(timer)
        // Editors write a file in several steps; a checkout writes many files.
        timer = setTimeout(() => {
          output.from(role, `source changed (${folder}/${file}); starting anew`)
          void stack.restart(role)
        }, 300)
      })
    }
  }
}
