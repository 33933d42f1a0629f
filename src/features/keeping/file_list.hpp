#pragma once

#include <cstdint>
#include <fstream>
#include <string>

namespace motcua::keeping {

struct ListedFile {
    std::string digest;
    std::int64_t size = 0;
};

// files.txt, line by line.
class FileListReader {
public:
    // Throws Failure when it cannot be opened.
    explicit FileListReader(const std::string& path);

    // nullptr at the end. Throws Failure at a line that is none.
    const ListedFile* next();

private:
    std::string m_path;
    std::ifstream m_file;
    ListedFile m_current;
};

}  // namespace motcua::keeping
