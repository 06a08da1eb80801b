import {
  Image,
  ListChecks,
  type LucideIcon,
  MapPin,
  MessageCircleQuestionMark,
  MessageSquareText,
  PanelBottom,
  PanelTop,
  SquareCheck,
  Timer,
} from 'lucide-react'
import type { BlockType } from '@/core/sources/landing-pages/schema'

export const blockIcons: Record<BlockType, LucideIcon> = {
  Hero: PanelTop,
  Picture: Image,
  Benefits: ListChecks,
  OptInForm: SquareCheck,
  ExampleMessage: MessageSquareText,
  Questions: MessageCircleQuestionMark,
  Countdown: Timer,
  StoreLocations: MapPin,
  Footer: PanelBottom,
}
