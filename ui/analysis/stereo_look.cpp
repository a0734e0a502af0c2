// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/stereo_look.h"

#include <QtConcurrent/QtConcurrentRun>

namespace sc::ui {

StereoLook::StereoLook(QObject *parent) : QObject(parent) {}

StereoLook::~StereoLook()
{
    m_cancel.cancel();
}

void StereoLook::setFile(const QString &file)
{
    if (file == m_file)
        return;
    m_cancel.cancel();
    m_cancel = {};
    m_file = file;
    ++m_generation;
    m_working = false;
    m_problem.clear();
    m_wave.reset();
}

void StereoLook::want()
{
    if (m_working || m_wave || m_file.isEmpty() || !m_problem.isEmpty())
        return;
    m_working = true;
    QtConcurrent::run([file = m_file, cancel = m_cancel] {
        return audio::stereoOf(file, cancel);
    }).then(this, [this, generation = m_generation](Result<audio::StereoWaveform> wave) {
        if (generation != m_generation)
            return;
        m_working = false;
        if (wave)
            m_wave = std::make_unique<const audio::StereoWaveform>(std::move(*wave));
        else
            m_problem = wave.error().text();
        Q_EMIT arrived();
    });
}

} // namespace sc::ui
