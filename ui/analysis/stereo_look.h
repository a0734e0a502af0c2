// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/stereo_view.h"

#include <QtCore/QObject>

#include <memory>

namespace sc::ui {

// The two sides of the current song, read from its file in the pool once somebody wants to see them. Thread: main.
class StereoLook : public QObject
{
    Q_OBJECT

public:
    explicit StereoLook(QObject *parent = nullptr);
    ~StereoLook() override;

    void setFile(const QString &file);                                               // drops what belongs to another one
    void want();                                                                     // reads the file, unless that is done or under way
    [[nodiscard]] const audio::StereoWaveform *wave() const { return m_wave.get(); } // null: not there (yet)
    [[nodiscard]] bool isWorking() const { return m_working; }
    [[nodiscard]] const QString &problem() const { return m_problem; } // why it will not come

Q_SIGNALS:
    void arrived(); // or failed

private:
    QString m_file;
    std::unique_ptr<const audio::StereoWaveform> m_wave;
    CancelToken m_cancel;
    bool m_working = false;
    QString m_problem;
    int m_generation = 0; // of the file
};

} // namespace sc::ui
