"""The PDF writer: neutral blocks to pages, drawn with ReportLab and finished as PDF/A-3b."""
