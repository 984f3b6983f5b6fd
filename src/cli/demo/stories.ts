import { onboardingStories } from './onboarding-stories';
import { providerStories } from './provider-stories';
import type { Story } from './story';

/** Every story of the demo, in the order in which they are told. */
export const stories: readonly Story[] = [...onboardingStories, ...providerStories];
