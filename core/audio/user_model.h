// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analyzer.h"
#include "core/audio/labels.h"
#include "core/base/cancel_token.h"

#include <QtCore/QList>

#include <chrono>
#include <vector>

namespace sc::audio {

// A person's own model for labels: an .onnx file and beside it a .json of the same name that says what it hears and what
// its outputs mean. Nothing is ever downloaded; without such a file nothing here runs.
//
//   {"name": "My model", "licence": "CC BY-NC-SA 4.0",
//    "input": {"sample_rate": 16000, "frame": 512, "hop": 256, "bands": 96, "patch_frames": 128, "patch_hop": 64,
//              "shape": [1, 1, 128, 96]},
//    "output": {"name": "", "activation": "none" or "sigmoid"},
//    "say_from": 0.35,
//    "labels": [{"kind": "genre", "name": "house"}, ...]}           one for each number of the output
//
// Input is log10(1 + 10000 x) of the power in Slaney mel bands from 0 to 8 kHz (triangles of height 1), the form of
// essentia's MusiCNN and EffNet models.
struct UserModel
{
    QString path; // of the .onnx
    QString name;
    QString licence;
    int sampleRate = 16000;
    int frame = 512;
    int hop = 256;
    int bands = 96;
    int patchFrames = 128;
    int patchHop = 64;
    QList<int> shape; // of one patch; its product is patchFrames * bands
    QString output;   // empty = the last
    bool needsSigmoid = false;
    double sayFrom = 0.35;
    std::vector<Label> labels; // kind, name, source
};

// MEDIA_MISSING for the model or its description, VALIDATION_ERROR for a description that does not hold together. The
// description lies beside the model unless it is named.
[[nodiscard]] Result<UserModel> readUserModel(const QString &onnxPath, const QString &descriptionPath = {});

// How the library's settings keep which model is used: nothing while there is none.
inline const QString kUserModelSetting = QStringLiteral("analysis.user_model");
[[nodiscard]] QString userModelSetting(const QString &onnxPath, const QString &descriptionPath = {});
// Nothing for an empty setting; else as readUserModel().
[[nodiscard]] Result<std::optional<UserModel>> userModelOf(const QString &setting);

struct ModelRunnerOptions
{
    QString program;                         // empty = storycanvas-model-runner beside the running program
    std::chrono::milliseconds limit{60'000}; // then the runner is ended: TIMEOUT
    int memoryMegabytes = 2048;
};

// What the model says of a song: mean over patches, labels from sayFrom on with the model's name as source. The model is
// untrusted: it is loaded and run in a process of its own with bounded time and memory. Blocking; for a worker thread.
// RESULT_INVALID names an operator the loader does not know, a wrong shape or a runner that died; MEDIA_MISSING without a
// runner; TIMEOUT, CANCELLED; and what decoding the song gives. Confidences are the model's own, not calibrated here.
[[nodiscard]] Result<std::vector<Label>> labelsByModel(const QString &songPath, const UserModel &model,
                                                       const ModelRunnerOptions &options = {}, const CancelToken &cancel = {});

// The analysis with what the model says beside its own labels, and a sentence that names the model and its licence.
[[nodiscard]] Result<Analysis> withModelLabels(Analysis analysis, const QString &songPath, const UserModel &model,
                                               const ModelRunnerOptions &options = {}, const CancelToken &cancel = {});
// The same by the model of a setting, for analyses that ask for labels. A model that does not work spoils no analysis: a
// warning says why. Problems of `analysis` are handed on; CANCELLED.
[[nodiscard]] Result<Analysis> withUserModel(Result<Analysis> analysis, const QString &songPath, const QString &setting,
                                             const AnalyzeOptions &analyzed, const CancelToken &cancel = {});

} // namespace sc::audio
