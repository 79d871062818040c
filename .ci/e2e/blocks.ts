// The root of the schema that everything sent is held against.
import type { HomeView, KnownBlock, ModalView } from '@slack/types';

export interface Message {
  blocks: (KnownBlock | DataVisualizationBlock)[];
  modal: ModalView;
  home: HomeView;
  response: ResponseBody;
}

// Slack's types have no charts yet. These are the documented fields of those
// that are used.
export interface DataVisualizationBlock {
  type: 'data_visualization';
  block_id?: string;
  title: string;
  chart: BarChart;
}

export interface BarChart {
  type: 'bar';
  series: { name: string; data: { label: string; value: number }[] }[];
  axis_config: { categories: string[]; x_label?: string; y_label?: string };
}

// What may be posted to a response address or answered to a command.
export interface ResponseBody {
  response_type?: 'ephemeral' | 'in_channel';
  replace_original?: boolean;
  delete_original?: boolean;
  text?: string;
  blocks?: unknown[];
  thread_ts?: string;
  mrkdwn?: boolean;
  unfurl_links?: boolean;
  unfurl_media?: boolean;
}

