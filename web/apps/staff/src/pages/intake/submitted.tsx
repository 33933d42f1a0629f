import { Button } from "@mantine/core";
import { inSentence, instantText } from "@motcua/text";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

import { useKeys } from "../../parts/keys";
import { usePrint } from "../../parts/print";
import { letterAddress, letterTitle, type Summary } from "../../services";

const warnings: Record<string, string> = {
  sex_differs: "Giới tính khác với số định danh. Xem lại thẻ; nếu nhập sai, rút hồ sơ và nhập lại.",
  birth_year_differs: "Năm sinh khác với số định danh. Xem lại thẻ.",
};

/** After a dossier is entered: its code large, its slip to print, and on to the next person. */
export function Submitted({ dossier, about, onNext }: { dossier: Summary; about: string[]; onNext(): void }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const [slip, ...others] = dossier.letters;
  const { print, isPrinting, said } = usePrint(slip && letterAddress(dossier.code, slip.number));
  useKeys({ F4: onNext });
  return (
    <div className="panel submitted">
      <h1 tabIndex={-1} ref={head}>{dossier.state_name}</h1>
      <p className="submitted-code">{dossier.code}</p>
      {about.filter(Boolean).map((line) => <p key={line}>{line}</p>)}
      {dossier.due_at && <p>Hẹn trả: <strong>{instantText(dossier.due_at)}</strong>{dossier.provisional && " (dự kiến)"}</p>}
      {dossier.forward_by && <p>Chuyển đi trước <strong>{instantText(dossier.forward_by)}</strong></p>}
      {dossier.warnings.map((code) => warnings[code] && <p className="notice notice-warn" key={code}>{warnings[code]}</p>)}
      <div className="dialog-actions">
        <Link className="plain-link" to="/ho-so/$code" params={{ code: dossier.code }}>Mở hồ sơ</Link>
        {others.map((letter) => <a className="plain-link" key={letter.number} href={letterAddress(dossier.code, letter.number)} target="_blank" rel="noopener">{letterTitle(letter.title)}</a>)}
        {slip && <Button variant="default" loading={isPrinting} onClick={print}>In {inSentence(letterTitle(slip.title))} <kbd>F9</kbd></Button>}
        <Button onClick={onNext}>Hồ sơ tiếp theo <kbd>F4</kbd></Button>
      </div>
      <p className="small print-said" role="status">{said}{said && slip && <> <a href={letterAddress(dossier.code, slip.number)} target="_blank" rel="noopener">Mở {inSentence(letterTitle(slip.title))}</a></>}</p>
    </div>
  );
}
