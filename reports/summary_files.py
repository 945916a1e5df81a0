"""The data files of a summary, finished: written, and opened again to see what they hold."""

from __future__ import annotations

from app.ports import Rendered
from app.summary import Summary
from reports import summary_csv
from reports.reopen import texts


def data_files(summary: Summary, file_format: str) -> Rendered:
    """A summary as `csv` (with its codebook beside it) or `xlsx`. Raises ValueError for another format."""
    if file_format == "csv":
        files = summary_csv.write(summary)
    elif file_format == "xlsx":
        from reports import summary_xlsx  # late: the writer is large

        files = {"": summary_xlsx.write(summary)}
    else:
        raise ValueError(file_format)
    return Rendered(files, (), texts(files, file_format))
