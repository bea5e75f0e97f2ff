"""Excel workbooks for transcripts, sound and broken: put $PROJECT/tests on PYTHONPATH, and `from workbook import *`."""
import zipfile
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
FORMATS = ["General", "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm", "0%"]
DAY, TIME, PER_CENT = 1, 2, 3


class Raw(str):
    """What stands in the cell, as XML: Raw('<f>A1</f>')."""


def cell(value, style=0, kind=""):
    return f'<c{f" s={chr(34)}{style}{chr(34)}" if style else ""}{kind}>{value}</c>'


def to_cell(value):
    """A text, a number, (number, format), Raw; None is no value."""
    if value is None:
        return "<c/>"
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, str):
        return cell(f"<is><t>{escape(value)}</t></is>", kind=' t="inlineStr"')
    number, style = value if isinstance(value, tuple) else (value, 0)
    return cell(f"<v>{number}</v>", style)


def relation(number, kind, target):
    return f'<Relationship Id="r{number}" Type="{TYPES}{kind}" Target="{target}"/>'


def parts(sheets, merged=(), hidden=(), book=""):
    """Sheets: by name, lists of rows. Merged: ranges of the first. Book: what <workbook> has before its sheets."""
    out = {"[Content_Types].xml": "<Types/>",
           "_rels/.rels": f'<Relationships>{relation(1, "officeDocument", "xl/workbook.xml")}</Relationships>'}
    names, relations = "", relation(0, "styles", "styles.xml")
    for i, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        names += f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}"{state}/>'
        relations += relation(i, "worksheet", f"worksheets/sheet{i}.xml")
        body = rows if isinstance(rows, str) else "".join(f'<row>{"".join(map(to_cell, row))}</row>' for row in rows)
        ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged) if i == 1 else ""
        out[f"xl/worksheets/sheet{i}.xml"] = (f"<worksheet><sheetData>{body}</sheetData>"
                                              f"{f'<mergeCells>{ranges}</mergeCells>' if ranges else ''}</worksheet>")
    out["xl/workbook.xml"] = f'<workbook xmlns:r="r">{book}<sheets>{names}</sheets></workbook>'
    out["xl/_rels/workbook.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    codes = "".join(f'<numFmt numFmtId="{170 + i}" formatCode="{escape(code)}"/>' for i, code in enumerate(FORMATS))
    styles = "".join(f'<xf numFmtId="{170 + i}"/>' for i in range(len(FORMATS)))
    out["xl/styles.xml"] = f"<styleSheet><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"
    return out


def write(path, made):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in made.items():
            archive.writestr(name, text if isinstance(text, bytes) else HEAD + text)


def workbook(path, sheets, **more):
    write(path, parts(sheets if isinstance(sheets, dict) else {"Sheet1": sheets}, **more))
