import { openTheNight } from './night.ts'
import { tellTheNight } from './night-of-6-march.ts'

tellTheNight(() => openTheNight())
