import { run } from './run'
import { superviseUntilStopped } from './supervisor/main'

await run(() => superviseUntilStopped('production'))
