import { useState } from 'react';
import { ApiClient } from 'adminjs';
import {
  IMPORT_TYPES,
  type ImportMode,
  type ImportReply,
  type ImportRequest,
} from '../../contract/import.js';
import { failureText } from '../requests/failure.js';
import { useAnswer } from '../requests/use-answer.js';
import { useText } from '../requests/use-text.js';

interface ChosenFile {
  name: string;
  /** Copy of the moment of its choice: a browser refuses to send a file that has changed since. */
  content: Blob;
}

/** Choices of the user beside the mapping. */
export type ImportChoice = Pick<ImportRequest, 'way' | 'key' | 'sheet' | 'again'>;

/** Keeps the state of an import: the file, its mapping, and the server's latest reply. */
export function useImport(resourceId: string) {
  const text = useText();
  const [file, setFile] = useState<ChosenFile>();
  const [reply, setReply] = useState<ImportReply>();
  const [mapping, setMapping] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [choice, setChoice] = useState<ImportChoice>({});
  const { data: facts } = useAnswer(resourceId, () => readFacts(resourceId));

  const send = async (chosen: ChosenFile, question: ImportRequest, seen?: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const answer = await postFile(resourceId, chosen, question, seen);
      setReply(answer);
      if (answer.mapping) setMapping(answer.mapping);
    } catch (error) {
      setFailure(failureText(error, text));
    } finally {
      setBusy(false);
    }
  };
  const choose = async (picked: File | undefined) => {
    if (!picked) return;
    const chosen = {
      name: picked.name,
      content: new Blob([await picked.arrayBuffer()]),
    };
    const { way, key } = choice;
    const kept = { ...(way ? { way } : {}), ...(key === undefined ? {} : { key }) };
    setChoice(kept);
    setFile(chosen);
    setReply(undefined);
    await send(chosen, { step: 'check', ...kept });
  };
  /** Checks the file again; another sheet has other columns, so that its mapping is guessed. */
  const check = (next: ImportChoice = choice) => {
    setChoice(next);
    const isMapped = reply?.headers !== undefined && next.sheet === choice.sheet;
    const known = isMapped ? { mapping: JSON.stringify(openPaths(reply, mapping, next)) } : {};
    return file && send(file, { step: 'check', ...next, ...known });
  };
  const commit = (mode: ImportMode) =>
    file &&
    send(
      file,
      {
        ...{ step: 'commit', mode, ...choice },
        ...(reply?.operationId === undefined ? {} : { operationId: reply.operationId }),
        ...(reply?.way ? { way: reply.way } : {}),
        ...(reply?.key == null ? {} : { key: reply.key }),
        mapping: JSON.stringify(mapping),
      },
      reply?.seen,
    );
  return {
    ...{ facts, file, reply, busy, failure, mapping, setMapping, choice },
    choose: (picked: File | undefined) => void choose(picked),
    check: (next?: ImportChoice) => void check(next),
    commit: (mode: ImportMode) => void commit(mode),
  };
}

/** Leaves out columns that the chosen way does not fill. */
function openPaths(reply: ImportReply, mapping: string[], { way = reply.way }: ImportChoice) {
  const open = columnsOfWay(reply, way).map(({ path }) => path);
  return mapping.map((path) => (open.includes(path) ? path : ''));
}

/** Lists the columns that a file fills in a way: those of the keys too. */
export function columnsOfWay({ columns, keys }: ImportReply, way: ImportReply['way']) {
  const keyPaths = keys.flatMap(({ paths }) => paths);
  return columns.filter(({ path, isForNew, isForChange }) => {
    if (way === 'add') return isForNew;
    return isForChange || keyPaths.includes(path) || (way === 'both' && isForNew);
  });
}

async function readFacts(resourceId: string): Promise<ImportReply> {
  const { data } = await new ApiClient().resourceAction({ resourceId, actionName: 'import' });
  return data as unknown as ImportReply;
}

async function postFile(
  resourceId: string,
  { name, content }: ChosenFile,
  question: ImportRequest,
  seen?: string,
): Promise<ImportReply> {
  const behind = Uint8Array.from(atob(seen ?? ''), (character) => character.charCodeAt(0));
  const { data } = await new ApiClient().resourceAction({
    resourceId,
    actionName: 'import',
    params: { ...question, ...(seen === undefined ? {} : { seen: String(behind.length) }) },
    headers: { 'Content-Type': /\.xlsx$/i.test(name) ? IMPORT_TYPES.xlsx : IMPORT_TYPES.csv },
    data: new Blob([content, behind]),
  });
  return data as unknown as ImportReply;
}
