// The root of the schema that every posted block is held against.
import type { KnownBlock } from '@slack/types';

export interface Message {
  blocks: KnownBlock[];
}
