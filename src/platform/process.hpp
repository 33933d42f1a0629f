#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace motcua {

// Another program that has run to its end.
struct Finished {
    int status = 0;              // 127 when there is no such program, 128 + n when signal n ended it
    std::string said;            // The end of what it wrote to its outputs, at most 4 KiB
};

// Runs a program of the PATH with these variables beside our own environment and without input. `every_second` is called
// meanwhile; what it throws ends the program and goes to the caller. Throws std::runtime_error when no process can be made.
Finished run_program(const std::vector<std::string>& command, const std::vector<std::pair<std::string, std::string>>& variables,
                     const std::function<void()>& every_second = {});

}  // namespace motcua
