/** What the page of a campaign knows besides its progress. */
export type CampaignFacts = {
  brand: string
  campaignId: string
  name: string
  zone: string
  topicName: string
  maxPerMonth: number | null
  maySteer: boolean
}
