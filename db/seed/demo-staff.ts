import type { Role } from '../states'

/** Good enough for a laptop: the demo brand is never made on a server that real people use. */
export const demoPassword = 'tweewieler-noord'

/** Who can sign in to the demo brand. */
export const demoStaff: { email: string; name: string; role: Role; password: string }[] = [
  { email: 'eigenaar@fietserijnoord.example', name: 'Marieke Noord', role: 'owner', password: demoPassword },
  {
    email: 'marketing@fietserijnoord.example',
    name: 'Tomás Ferreira',
    role: 'marketer',
    password: demoPassword,
  },
  {
    email: 'meekijken@fietserijnoord.example',
    name: 'Ingrid Aalbers',
    role: 'viewer',
    password: demoPassword,
  },
]
