#pragma once

#include <string>
#include <vector>

#include "platform/pdf/pdf.hpp"

// Word files (OOXML) of the same blocks that PDF pages are made of: what a person wants to edit before it is signed. Rules and
// columns come as borders and tables without lines; a QR code is left out. The same calls give the same bytes.
namespace motcua::docx {

std::string write(const pdf::Settings&, const std::vector<pdf::Block>&);

}  // namespace motcua::docx
