import { Button } from "@mantine/core";
import { sizeText } from "@motcua/text";
import { useEffect, useRef, useState } from "react";

import { useKeys } from "../../../parts/keys";
import { api, messageOf, type Procedure } from "../../../services";
import { emptyDocument, given, type ChangeDraft, type DraftDocument } from "../draft";
import { useScanFolder, type Scan } from "./folder";

interface Props {
  procedure: Procedure;
  onChange: ChangeDraft;
}

export const keyOf = (at: number) => (at < 9 ? String(at + 1) : undefined);

interface Put {
  scan: Scan;
  code: string;
  digest: string;
}

/** New scans that wait for their paper, and how one is put there and taken back. */
export function useScanTray({ procedure, onChange }: Props) {
  const source = useScanFolder();
  const scans = source?.folder.scans ?? [];
  const [chosenId, choose] = useState<string>();
  const [last, setLast] = useState<Put>();
  const [failure, setFailure] = useState<string>();
  const chosen = scans.find(({ id }) => id === chosenId) ?? scans[0];
  const change = (code: string, next: (before: DraftDocument) => DraftDocument) =>
    onChange(({ documents }) => ({ documents: { ...documents, [code]: next(documents[code] ?? emptyDocument()) } }));
  const put = async (code: string, scan = chosen) => {
    if (!scan || !source) return;
    source.folder.remove(scan.id);
    setFailure(undefined);
    try {
      const { digest, name } = await api.storeFile(await scan.file());
      change(code, (before) => {
        const paper = given(procedure, code, before);
        return { ...paper, files: [...paper.files, { digest, name }] };
      });
      setLast({ scan, code, digest });
    } catch (error) {
      source.folder.putBack(scan);
      setFailure(`${scan.name}: ${messageOf(error)}`);
    }
  };
  const takeBack = () => {
    if (!last || !source) return;
    change(last.code, (before) => ({ ...before, files: before.files.filter(({ digest }) => digest !== last.digest) }));
    source.folder.putBack(last.scan);
    setLast(undefined);
  };
  return { source, scans, chosen, choose, put: (code: string) => void put(code), last, takeBack, failure };
}

type Tray = ReturnType<typeof useScanTray>;

const isTyped = (target: EventTarget | null) => target instanceof HTMLElement && target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=file])");

/** The folder of the scanner, and what it has brought. With the focus outside of boxes for text, the number of a paper puts the scan there. */
export function ScanTray({ tray, procedure }: { tray: Tray; procedure: Procedure }) {
  const { source, scans, chosen, choose, put, last, takeBack, failure } = tray;
  const box = useRef<HTMLDivElement>(null);
  useKeys({ F10: () => box.current?.focus() });
  useEffect(() => {
    if (scans.length === 0) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const paper = /^[1-9]$/.test(event.key) ? procedure.documents[Number(event.key) - 1] : undefined;
      if (!paper || event.ctrlKey || event.altKey || event.metaKey || isTyped(event.target) || document.querySelector("[role=dialog]")) return;
      event.preventDefault();
      put(paper.code);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  if (!source) return null;
  const { folder, choose: chooseFolder, goOn, stop } = source;
  const paperOf = (code: string) => procedure.documents.find((paper) => paper.code === code)?.name ?? "";
  return (
    <div className="scan-tray" ref={box} tabIndex={-1} role="group" aria-label="Bản quét mới">
      {folder.name ? (
        <p className="small quiet">
          Đang theo dõi thư mục <strong>{folder.name}</strong>. Bản quét mới sẽ hiện ở đây. <button type="button" className="button-link" onClick={stop}>Thôi theo dõi</button>
        </p>
      ) : (
        <Button size="compact-sm" variant="default" onClick={folder.waiting ? goOn : chooseFolder}>{folder.waiting ? `Theo dõi lại thư mục ${folder.waiting.name}` : "Theo dõi thư mục quét"}</Button>
      )}
      {(folder.failure ?? failure) && <p className="field-error" role="alert">{folder.failure ?? failure}</p>}
      {scans.length > 0 && (
        <>
          <h3>{scans.length} bản quét mới <kbd>F10</kbd></h3>
          <p className="small quiet">Bấm số của giấy tờ ở dưới để đặt bản quét đang chọn vào giấy tờ đó.</p>
          <ul className="scans">
            {scans.map((scan) => (
              <li key={scan.id}>
                <button type="button" className="scan" aria-pressed={scan === chosen} onClick={() => choose(scan.id)}>{scan.name} <span className="quiet">{sizeText(scan.size)}</span></button>
                <button type="button" className="button-link small" onClick={() => void show(scan)}>Xem<span className="visually-hidden"> {scan.name}</span></button>
                <button type="button" className="button-link small" onClick={() => folder.remove(scan.id)}>Bỏ qua<span className="visually-hidden"> {scan.name}</span></button>
              </li>
            ))}
          </ul>
        </>
      )}
      <div role="status">
        {last && <p className="small">Đã đặt {last.scan.name} vào “{paperOf(last.code)}”. <button type="button" className="button-link" onClick={takeBack}>Lấy lại</button></p>}
      </div>
    </div>
  );
}

/** In a window of its own; the picture never leaves the computer before it is put on a paper. */
async function show(scan: Scan) {
  const address = URL.createObjectURL(await scan.file());
  window.open(address, "_blank", "noopener");
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
