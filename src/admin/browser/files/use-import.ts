import { useState } from 'react';
import { ApiClient } from 'adminjs';
import type { ImportMode, ImportReply, ImportRequest } from '../../contract/import.js';
import { failureText } from '../requests/failure.js';
import { newOperationId } from '../requests/operation-id.js';
import { useText } from '../requests/use-text.js';

interface ChosenFile {
  name: string;
  /** Copy of the moment of its choice: a browser refuses to send a file that has changed since. */
  content: Blob;
  /** One for each file that is chosen, so that a repeat imports it once. */
  operationId: string;
}

/** Keeps the state of an import: the file, its mapping, and the server's latest reply. */
export function useImport(resourceId: string) {
  const text = useText();
  const [file, setFile] = useState<ChosenFile>();
  const [reply, setReply] = useState<ImportReply>();
  const [mapping, setMapping] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();

  const send = async (chosen: ChosenFile, question: ImportRequest) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const answer = await postFile(resourceId, chosen.content, question);
      setReply(answer);
      setMapping(answer.mapping ?? []);
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
      operationId: newOperationId(),
    };
    setFile(chosen);
    setReply(undefined);
    await send(chosen, { step: 'check' });
  };
  const check = () =>
    file &&
    send(file, {
      step: 'check',
      ...(reply?.headers && { mapping: JSON.stringify(mapping) }),
    });
  const commit = (mode: ImportMode) =>
    file &&
    send(file, {
      ...{ step: 'commit', mode, operationId: file.operationId },
      mapping: JSON.stringify(mapping),
    });
  return {
    ...{ file, reply, busy, failure, mapping, setMapping },
    choose: (picked: File | undefined) => void choose(picked),
    check: () => void check(),
    commit: (mode: ImportMode) => void commit(mode),
  };
}

async function postFile(
  resourceId: string,
  content: Blob,
  question: ImportRequest,
): Promise<ImportReply> {
  const { data } = await new ApiClient().resourceAction({
    resourceId,
    actionName: 'import',
    params: question,
    headers: { 'Content-Type': 'text/csv' },
    data: content,
  });
  return data as unknown as ImportReply;
}
