import { Command, Help, type Argument, type Option } from 'commander';
import { message, type Message } from '../../messages/message.js';
import { nearestTo } from './nearest.js';
import { toVisible } from './visible.js';

/**
 * A command whose help and refusals are in the language of the operator. Commander composes its own
 * English sentences in the methods that are replaced here.
 */
export class OperatorCommand extends Command {
  readonly #say: (said: Message) => string;

  constructor(say: (said: Message) => string, name?: string) {
    super(name);
    this.#say = say;
  }

  override createCommand(name?: string): OperatorCommand {
    return new OperatorCommand(this.#say, name);
  }

  override createHelp(): Help {
    return Object.assign(new OperatorHelp(this.#say), this.configureHelp());
  }

  override addOption(option: Option): this {
    const { argChoices: choices, flags } = option;
    if (choices) {
      option.argParser((value: string) => {
        if (choices.includes(value)) return value;
        const problem = message('commands.not_a_choice', { flags, value, choices });
        // With the code of an invalid argument Commander would add its own sentence.
        return this.#refuse(problem, 'operator.notAChoice');
      });
    }
    return super.addOption(option);
  }

  missingArgument(name: string): never {
    this.#refuse(message('commands.argument_missing', { name }), 'commander.missingArgument');
  }

  optionMissingArgument({ flags }: Option): never {
    this.#refuse(message('commands.value_missing', { flags }), 'commander.optionMissingArgument');
  }

  missingMandatoryOptionValue({ flags }: Option): never {
    const problem = message('commands.option_missing', { flags });
    this.#refuse(problem, 'commander.missingMandatoryOptionValue');
  }

  unknownOption(option: string): never {
    const problem = message('commands.option_unknown', { option });
    this.#refuse(withNearest(problem, option, flagsOf(this)), 'commander.unknownOption');
  }

  unknownCommand(): never {
    const [command = ''] = this.args;
    const problem = message('commands.command_unknown', { command });
    const names = this.createHelp()
      .visibleCommands(this)
      .map((visible) => visible.name());
    this.#refuse(withNearest(problem, command, names), 'commander.unknownCommand');
  }

  _excessArguments(received: readonly string[]): never {
    const problem = message('commands.too_many_arguments', {
      command: this.name(),
      expected: this.registeredArguments.length,
      received: received.length,
    });
    this.#refuse(problem, 'commander.excessArguments');
  }

  #refuse(problem: Message, code: string): never {
    const said = this.#say(message('commands.error', { label: 'label.error', problem }));
    this.error(toVisible(said), { code });
  }
}

/** The long options of a command and of those above it. */
function flagsOf(command: Command): string[] {
  const own = command.createHelp().visibleOptions(command);
  const above = command.parent ? flagsOf(command.parent) : [];
  return [...own.flatMap(({ long }) => long ?? []), ...above];
}

class OperatorHelp extends Help {
  readonly #say: (said: Message) => string;
  readonly #titles: Readonly<Record<string, string>>;

  constructor(say: (said: Message) => string) {
    super();
    this.#say = say;
    this.#titles = {
      'Usage:': say(message('commands.help_usage')),
      'Arguments:': say(message('commands.help_arguments')),
      'Options:': say(message('commands.help_options')),
      'Commands:': say(message('commands.help_commands')),
    };
  }

  override styleTitle(title: string): string {
    return this.#titles[title] ?? title;
  }

  override optionDescription(option: Option): string {
    const standard: unknown = option.required || option.optional ? option.defaultValue : undefined;
    return this.#describe(option.description, option.argChoices, standard);
  }

  override argumentDescription(argument: Argument): string {
    const standard: unknown = argument.defaultValue;
    return this.#describe(argument.description, argument.argChoices, standard);
  }

  #describe(text: string, choices: readonly string[] | undefined, standard: unknown): string {
    const parts = [
      ...(choices ? [message('commands.help_choices', { choices })] : []),
      ...(standard === undefined
        ? []
        : [message('commands.help_default', { value: JSON.stringify(standard) })]),
    ];
    return [text, ...parts.map(this.#say)].join(' ');
  }
}

function withNearest(problem: Message, typed: string, names: readonly string[]): Message {
  const nearest = nearestTo(typed, names);
  return nearest.length === 0
    ? problem
    : message('commands.did_you_mean', { problem, names: nearest });
}
