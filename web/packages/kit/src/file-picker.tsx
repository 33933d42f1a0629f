export interface FilePickerProps {
  id?: string;
  /** Which paper the files are for; read out with the button. */
  label?: string;
  describedBy?: string;
  isSending?: boolean;
  onFiles(files: File[]): void;
}

/** A button in our own language, where the browser would show one in its. */
export function FilePicker({ id, label, describedBy, isSending, onFiles }: FilePickerProps) {
  return (
    <span className="file-button">
      <span aria-hidden="true">{isSending ? "Đang tải…" : "Thêm tệp"}</span>
      <input id={id} type="file" multiple accept="image/*,application/pdf" aria-label={label} aria-describedby={describedBy} onChange={(e) => {
        const files = [...(e.currentTarget.files ?? [])];
        e.currentTarget.value = "";
        if (files.length > 0) onFiles(files);
      }} />
    </span>
  );
}
