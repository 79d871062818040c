// The root of the schema that everything sent to Discord is held against.
import type {
  APIApplicationCommandOption, APIInteractionResponse, ApplicationIntegrationType, InteractionContextType, RESTPatchAPIChannelMessageJSONBody, RESTPatchAPIInteractionOriginalResponseJSONBody,
  RESTPostAPIChannelMessageJSONBody, RESTPostAPICurrentUserCreateDMChannelJSONBody, RESTPostAPIInteractionFollowupJSONBody,
} from 'discord-api-types/v10';

export interface Requests {
  post: RESTPostAPIChannelMessageJSONBody;
  edit: RESTPatchAPIChannelMessageJSONBody;
  respond: APIInteractionResponse;
  follow: RESTPostAPIInteractionFollowupJSONBody;
  replace: RESTPatchAPIInteractionOriginalResponseJSONBody;
  direct: RESTPostAPICurrentUserCreateDMChannelJSONBody;
  register: Command[];
}

// The generator cannot read the type of a new command. These are the documented
// fields of those that are used.
export interface Command {
  name: string;
  type?: 1 | 3;
  description?: string;
  options?: APIApplicationCommandOption[];
  default_member_permissions?: string | null;
  contexts?: InteractionContextType[];
  integration_types?: ApplicationIntegrationType[];
}
